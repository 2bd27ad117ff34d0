"""What the commands do; the command files one level up only declare options, so help is quick."""
