"""The code of the commands; the files one level up only declare options, so that help is quick."""
