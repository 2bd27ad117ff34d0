BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0014');
CREATE TABLE "attempt" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workout_id INTEGER NOT NULL, 
	workout_set_id INTEGER, 
	start_s FLOAT NOT NULL, 
	turn_s FLOAT NOT NULL, 
	end_s FLOAT NOT NULL, 
	side VARCHAR NOT NULL, 
	excursion FLOAT, 
	counted_as VARCHAR NOT NULL, 
	rule VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	measure VARCHAR, 
	measured FLOAT, 
	allowed FLOAT, 
	CONSTRAINT fk_attempt_workout_id_workout FOREIGN KEY(workout_id) REFERENCES workout (id) ON DELETE CASCADE, 
	CONSTRAINT ck_attempt_ck_attempt_counted_as CHECK (counted_as IN ('full', 'partial', 'not counted')), 
	CONSTRAINT fk_attempt_workout_set_id_workout_set FOREIGN KEY(workout_set_id) REFERENCES workout_set (id) ON DELETE CASCADE, 
	CONSTRAINT ck_attempt_ck_attempt_side CHECK (side IN ('left', 'right', 'both'))
);
INSERT INTO "attempt" VALUES(1,13,38,9.2,9.9,10.4,'both',52.1,'not counted','turn-bound','hands 0.72 trunk lengths below the hips, at most 0.60 allowed','wrist_drop',0.72,0.6);
INSERT INTO "attempt" VALUES(2,13,NULL,0.2,0.3,0.4,'left',NULL,'not counted','alone','a movement on its own',NULL,NULL,NULL);
CREATE TABLE change (
	id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	what VARCHAR NOT NULL, 
	coach_version VARCHAR NOT NULL, 
	undone_at DATETIME, 
	undoes INTEGER, 
	CONSTRAINT pk_change PRIMARY KEY (id)
);
INSERT INTO "change" VALUES(1,'2026-12-01 04:49:02.063286','Set 1 of workout 7: 12 reps instead of 2','0.2.0',NULL,NULL);
INSERT INTO "change" VALUES(2,'2026-12-01 04:49:02.096327','Set 1 of workout 8: 45 s instead of 31.5','0.2.0',NULL,NULL);
CREATE TABLE changed_row (
	id INTEGER NOT NULL, 
	change_id INTEGER NOT NULL, 
	table_name VARCHAR NOT NULL, 
	row_id INTEGER NOT NULL, 
	"before" VARCHAR, 
	"after" VARCHAR, 
	CONSTRAINT pk_changed_row PRIMARY KEY (id), 
	CONSTRAINT fk_changed_row_change_id_change FOREIGN KEY(change_id) REFERENCES change (id) ON DELETE CASCADE
);
INSERT INTO "changed_row" VALUES(1,1,'workout_set',21,'{"id": 21, "workout_id": 7, "position": 1, "exercise": "squat", "exercise_sha256": "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd", "start_s": 3.5, "end_s": 10.7, "weight_kg": null, "range_used": "minimum", "hold_s": null, "added": 0, "target": null, "confidence": null, "corrected_reps": null, "corrected_hold_s": null, "seen_frame_rate": 14.86, "doubts": null, "level": null, "level_measure": null, "level_value": null, "level_error": null, "level_not_judged": null, "tempo_target": null, "detected_exercise": null, "note": null}','{"id": 21, "workout_id": 7, "position": 1, "exercise": "squat", "exercise_sha256": "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd", "start_s": 3.5, "end_s": 10.7, "weight_kg": null, "range_used": "minimum", "hold_s": null, "added": 10, "target": null, "confidence": null, "corrected_reps": 12, "corrected_hold_s": null, "seen_frame_rate": 14.86, "doubts": null, "level": null, "level_measure": null, "level_value": null, "level_error": null, "level_not_judged": null, "tempo_target": null, "detected_exercise": null, "note": null}');
INSERT INTO "changed_row" VALUES(2,2,'workout_set',25,'{"id": 25, "workout_id": 8, "position": 1, "exercise": "plank", "exercise_sha256": "0101010101010101010101010101010101010101010101010101010101010101", "start_s": 2.0, "end_s": 33.5, "weight_kg": null, "range_used": "minimum", "hold_s": 31.5, "added": 0, "target": null, "confidence": null, "corrected_reps": null, "corrected_hold_s": null, "seen_frame_rate": null, "doubts": null, "level": null, "level_measure": null, "level_value": null, "level_error": null, "level_not_judged": null, "tempo_target": null, "detected_exercise": null, "note": null}','{"id": 25, "workout_id": 8, "position": 1, "exercise": "plank", "exercise_sha256": "0101010101010101010101010101010101010101010101010101010101010101", "start_s": 2.0, "end_s": 33.5, "weight_kg": null, "range_used": "minimum", "hold_s": 31.5, "added": 0, "target": null, "confidence": null, "corrected_reps": null, "corrected_hold_s": 45.0, "seen_frame_rate": null, "doubts": null, "level": null, "level_measure": null, "level_value": null, "level_error": null, "level_not_judged": null, "tempo_target": null, "detected_exercise": null, "note": null}');
CREATE TABLE "fault" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workout_set_id INTEGER NOT NULL, 
	rep INTEGER, 
	time_s FLOAT NOT NULL, 
	name VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	cue VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	CONSTRAINT fk_fault_workout_set_id_workout_set FOREIGN KEY(workout_set_id) REFERENCES workout_set (id) ON DELETE CASCADE, 
	CONSTRAINT uq_fault_workout_set_id_name_time_s UNIQUE (workout_set_id, name, time_s)
);
INSERT INTO "fault" VALUES(6,1,1,4.6,'leaning','leaning forward','Chest up.','inclination 64°, at most 50° required');
INSERT INTO "fault" VALUES(7,1,2,7.1,'sagging-hips','sagging hips','Squeeze the glutes.','hip 142°, at least 160° required');
CREATE TABLE goal (
	id INTEGER NOT NULL, 
	profile_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	exercise VARCHAR, 
	target FLOAT NOT NULL, 
	created_at DATETIME NOT NULL, 
	reached_at DATETIME, 
	ended_at DATETIME, 
	CONSTRAINT pk_goal PRIMARY KEY (id), 
	CONSTRAINT fk_goal_profile_id_profile FOREIGN KEY(profile_id) REFERENCES profile (id) ON DELETE CASCADE, 
	CONSTRAINT ck_goal_ck_goal_kind CHECK (kind IN ('reps a week', 'workouts a week', 'reps in a set', 'hold', 'load')), 
	CONSTRAINT ck_goal_ck_goal_target CHECK (target > 0)
);
CREATE TABLE joint_range (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	profile_id INTEGER NOT NULL, 
	taken_at DATETIME NOT NULL, 
	movement VARCHAR NOT NULL, 
	limb VARCHAR NOT NULL, 
	value_deg FLOAT NOT NULL, 
	error_deg FLOAT NOT NULL, 
	tries VARCHAR NOT NULL, 
	"view" VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	coach_version VARCHAR NOT NULL, 
	CONSTRAINT fk_joint_range_profile_id_profile FOREIGN KEY(profile_id) REFERENCES profile (id) ON DELETE CASCADE, 
	CONSTRAINT uq_joint_range_profile_id_taken_at_movement_limb UNIQUE (profile_id, taken_at, movement, limb), 
	CONSTRAINT ck_joint_range_ck_joint_range_error_deg CHECK (error_deg >= 0), 
	CONSTRAINT ck_joint_range_ck_joint_range_limb CHECK (limb IN ('left', 'right'))
);
INSERT INTO "joint_range" VALUES(1,1,'2026-03-09 12:00:00.000000','knee-flexion','left',118.5,13.5,'[116.0, 118.5]','side','knee.mp4','0.2.0');
CREATE TABLE posture (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	profile_id INTEGER NOT NULL, 
	taken_at DATETIME NOT NULL, 
	photo VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	"view" VARCHAR NOT NULL, 
	reference VARCHAR NOT NULL, 
	measure VARCHAR NOT NULL, 
	value_deg FLOAT NOT NULL, 
	error_deg FLOAT NOT NULL, 
	model_sha256 VARCHAR NOT NULL, 
	coach_version VARCHAR NOT NULL, 
	CONSTRAINT fk_posture_profile_id_profile FOREIGN KEY(profile_id) REFERENCES profile (id) ON DELETE CASCADE, 
	CONSTRAINT uq_posture_profile_id_sha256_measure UNIQUE (profile_id, sha256, measure), 
	CONSTRAINT ck_posture_ck_posture_error_deg CHECK (error_deg >= 0)
);
INSERT INTO "posture" VALUES(1,1,'2026-03-08 12:00:00.000000','me.jpg','ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','front','body','hip_level',2.0,4.0,'0000000000000000000000000000000000000000000000000000000000000000','0.2.0');
INSERT INTO "posture" VALUES(2,1,'2026-03-08 12:00:00.000000','me.jpg','ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','front','body','trunk_lean',-1.0,2.0,'0000000000000000000000000000000000000000000000000000000000000000','0.2.0');
CREATE TABLE "profile" (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	height_cm FLOAT, 
	weight_kg FLOAT, 
	units VARCHAR, 
	CONSTRAINT pk_profile PRIMARY KEY (id), 
	CONSTRAINT uq_profile_name UNIQUE (name), 
	CONSTRAINT ck_profile_height_cm CHECK (height_cm > 0), 
	CONSTRAINT ck_profile_weight_kg CHECK (weight_kg > 0), 
	CONSTRAINT ck_profile_units CHECK (units IN ('kg', 'lb'))
);
INSERT INTO "profile" VALUES(1,'me','2026-12-01 04:49:00.394026',NULL,NULL,NULL);
INSERT INTO "profile" VALUES(2,'Ada','2026-12-01 04:49:01.013282',NULL,NULL,NULL);
CREATE TABLE recording (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workout_id INTEGER NOT NULL, 
	file_name VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	kilobytes INTEGER NOT NULL, 
	offset_s FLOAT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT fk_recording_workout_id_workout FOREIGN KEY(workout_id) REFERENCES workout (id) ON DELETE CASCADE, 
	CONSTRAINT uq_recording_file_name UNIQUE (file_name)
);
CREATE TABLE "rep" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workout_set_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	side VARCHAR NOT NULL, 
	start_s FLOAT NOT NULL, 
	turn_s FLOAT NOT NULL, 
	end_s FLOAT NOT NULL, 
	rom_deg FLOAT NOT NULL, 
	eccentric_s FLOAT NOT NULL, 
	pause_stretched_s FLOAT NOT NULL, 
	concentric_s FLOAT NOT NULL, 
	pause_contracted_s FLOAT NOT NULL, 
	verdict VARCHAR NOT NULL, 
	share FLOAT NOT NULL, 
	reason VARCHAR NOT NULL, 
	unmeasured VARCHAR, 
	rom_error_deg FLOAT, 
	is_doubtful BOOLEAN DEFAULT '0' NOT NULL, 
	level VARCHAR, 
	level_measure VARCHAR, 
	level_value FLOAT, 
	level_error FLOAT, 
	level_not_judged VARCHAR, 
	velocity_deg_s FLOAT, 
	velocity_error_deg_s FLOAT, 
	speed FLOAT, 
	speed_error FLOAT, 
	timing_error FLOAT, 
	left_rom_deg FLOAT, 
	right_rom_deg FLOAT, 
	sides_error_deg FLOAT, 
	speed_point VARCHAR, 
	CONSTRAINT ck_rep_side CHECK (side IN ('left', 'right', 'both')), 
	CONSTRAINT ck_rep_rom_error_deg CHECK (rom_error_deg >= 0), 
	CONSTRAINT fk_rep_workout_set_id_workout_set FOREIGN KEY(workout_set_id) REFERENCES workout_set (id) ON DELETE CASCADE, 
	CONSTRAINT ck_rep_verdict CHECK (verdict IN ('full', 'partial')), 
	CONSTRAINT uq_rep_workout_set_id_number UNIQUE (workout_set_id, number)
);
INSERT INTO "rep" VALUES(7,1,1,'both',3.5,4.6,5.7,98.4,1.1,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(8,1,2,'both',6.0,7.1,8.2,98.4,1.2,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(9,1,3,'both',8.5,9.6,10.7,45.0,1.3,0.1,0.8,0.2,'partial',6.42857142857142904723e-01,'64%: knee and hip moved 45° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(13,6,1,'left',3.5,4.6,5.7,98.4,1.1,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(14,6,2,'right',6.0,7.1,8.2,40.0,1.2,0.1,0.8,0.2,'partial',5.7142857142857139685e-01,'57%: knee and hip moved 40° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(19,9,1,'both',3.5,4.6,5.7,98.4,1.1,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(20,9,2,'both',6.0,7.1,8.2,98.4,1.2,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(21,11,3,'both',8.5,9.6,10.7,98.4,1.3,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(28,14,1,'both',3.5,4.6,5.7,98.4,1.1,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(29,14,2,'both',6.0,7.1,8.2,98.4,1.2,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(30,16,3,'both',8.5,9.6,10.7,98.4,1.3,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(31,16,4,'both',11.0,12.1,13.2,45.0,1.4,0.1,0.8,0.2,'partial',6.42857142857142904723e-01,'64%: knee and hip moved 45° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(38,21,1,'both',3.5,4.6,5.7,98.4,1.1,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(39,21,2,'both',6.0,7.1,8.2,98.4,1.2,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(40,21,3,'both',8.5,9.6,10.7,45.0,1.3,0.1,0.8,0.2,'partial',6.42857142857142904723e-01,'64%: knee and hip moved 45° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(44,26,1,'both',3.5,4.6,5.7,98.4,1.1,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(45,26,2,'both',6.0,7.1,8.2,98.4,1.2,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(50,29,1,'both',3.5,4.6,5.7,98.4,1.1,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(51,29,2,'both',6.0,7.1,8.2,98.4,1.2,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(52,31,3,'both',8.5,9.6,10.7,98.4,1.3,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(59,34,1,'both',3.5,4.6,5.7,98.4,1.1,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,8.2,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(60,34,2,'both',6.0,7.1,8.2,140.0,1.2,0.1,0.8,0.2,'full',2.0,'200%: knee and hip moved 140° of the 70° required','feet out of frame',NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(61,34,3,'both',8.5,9.6,10.7,45.0,1.3,0.1,0.8,0.2,'partial',6.42857142857142904723e-01,'64%: knee and hip moved 45° of the 70° required','feet out of frame',NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(65,38,1,'both',3.5,4.6,5.7,98.4,1.1,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(66,38,2,'both',6.0,7.1,8.2,98.4,1.2,0.1,0.8,0.2,'full',1.40571428571428569398e+00,'140%: knee and hip moved 98° of the 70° required',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE "segment" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workout_id INTEGER NOT NULL, 
	start_s FLOAT NOT NULL, 
	end_s FLOAT NOT NULL, 
	exercise VARCHAR, 
	confidence FLOAT NOT NULL, 
	CONSTRAINT ck_segment_ck_segment_confidence CHECK (confidence BETWEEN 0 AND 1), 
	CONSTRAINT fk_segment_workout_id_workout FOREIGN KEY(workout_id) REFERENCES workout (id) ON DELETE CASCADE
);
INSERT INTO "segment" VALUES(1,9,1.0,4.5,'lunge',0.55);
INSERT INTO "segment" VALUES(2,9,6.0,9.0,NULL,0.3);
CREATE TABLE set_figures (
	set_id INTEGER NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	figures VARCHAR NOT NULL, 
	CONSTRAINT pk_set_figures PRIMARY KEY (set_id), 
	CONSTRAINT fk_set_figures_set_id_workout_set FOREIGN KEY(set_id) REFERENCES workout_set (id) ON DELETE CASCADE
);
CREATE TABLE "workout" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	profile_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	as_training BOOLEAN NOT NULL, 
	started_at DATETIME NOT NULL, 
	exercise VARCHAR, 
	film_name VARCHAR, 
	film_sha256 VARCHAR, 
	film_date DATETIME, 
	coach_version VARCHAR NOT NULL, 
	model_sha256 VARCHAR, 
	model_grade VARCHAR, 
	frame_rate FLOAT, 
	frames INTEGER, 
	seen_share FLOAT, 
	"view" VARCHAR, 
	tilt_deg FLOAT, 
	picture_notes VARCHAR, 
	speed FLOAT, 
	uid VARCHAR, 
	given_date DATETIME, 
	note VARCHAR, 
	routine VARCHAR, 
	imported_from VARCHAR, 
	changed_at DATETIME, 
	CONSTRAINT fk_workout_profile_id_profile FOREIGN KEY(profile_id) REFERENCES profile (id) ON DELETE CASCADE, 
	CONSTRAINT ck_workout_seen_share CHECK (seen_share BETWEEN 0 AND 1), 
	CONSTRAINT ck_workout_speed CHECK (speed > 0), 
	CONSTRAINT ck_workout_state CHECK (state IN ('running', 'finished', 'interrupted')), 
	CONSTRAINT uq_workout_uid UNIQUE (uid), 
	CONSTRAINT ck_workout_kind CHECK (kind IN ('live', 'film', 'demo', 'import'))
);
INSERT INTO "workout" VALUES(1,1,'film','finished',0,'2026-12-01 04:49:00.390094','squat','squats.mp4','1111111111111111111111111111111111111111111111111111111111111111','2026-01-31 18:03:00.000000','0.1.0','5151515151515151515151515151515151515151515151515151515151515151','full',29.97,200,0.95,'side',3.4,NULL,1.0,'57000e3ba24a49d4b104ecaeccb2afd5',NULL,NULL,NULL,NULL,'2026-12-01 04:49:00.493282');
INSERT INTO "workout" VALUES(2,1,'film','interrupted',0,'2026-12-01 04:49:00.898112','plank','squats.mp4','2222222222222222222222222222222222222222222222222222222222222222','2026-01-31 18:03:00.000000','0.1.0','5151515151515151515151515151515151515151515151515151515151515151','full',29.97,200,0.95,'side',3.4,NULL,1.0,'3edb57afe1ae4a2d89c69fe0d5fbb79d',NULL,NULL,NULL,NULL,'2026-12-01 04:49:00.952300');
INSERT INTO "workout" VALUES(3,2,'film','finished',1,'2026-12-01 04:49:01.012773','lunge','squats.mp4','3333333333333333333333333333333333333333333333333333333333333333','2026-01-31 18:03:00.000000','0.1.0','5151515151515151515151515151515151515151515151515151515151515151','full',29.97,200,0.95,'side',3.4,NULL,1.0,'63abbc32f81d49e7b8b591a88ff16b3e',NULL,NULL,NULL,NULL,'2026-12-01 04:49:01.040860');
INSERT INTO "workout" VALUES(4,1,'live','finished',1,'2026-12-01 04:49:01.093349','squat','squats.mp4',NULL,'2026-01-31 18:03:00.000000','0.1.0','5151515151515151515151515151515151515151515151515151515151515151','full',29.97,200,0.95,'side',3.4,NULL,1.0,'8dddf3af2fad4d28a6ac6d8c34bb7f78',NULL,NULL,NULL,NULL,'2026-12-01 04:49:01.125825');
INSERT INTO "workout" VALUES(5,1,'film','finished',0,'2026-12-01 04:49:01.156684','push-up','squats.mp4','5555555555555555555555555555555555555555555555555555555555555555','2026-01-31 18:03:00.000000','0.1.0','5151515151515151515151515151515151515151515151515151515151515151','full',29.97,200,0.95,'side',3.4,NULL,1.0,'1123ca5118e747d6943e28f41a4ed1d6',NULL,NULL,NULL,NULL,'2026-12-01 04:49:01.173329');
INSERT INTO "workout" VALUES(6,1,'film','finished',0,'2026-12-01 04:49:01.205925',NULL,'squats.mp4','6666666666666666666666666666666666666666666666666666666666666666','2026-01-31 18:03:00.000000','0.1.0','5151515151515151515151515151515151515151515151515151515151515151','full',29.97,200,0.95,'side',3.4,NULL,1.0,'b17b24e54e174d529bac9977d1f8680f',NULL,NULL,NULL,NULL,'2026-12-01 04:49:01.267553');
INSERT INTO "workout" VALUES(7,1,'film','finished',0,'2026-12-01 04:49:01.307712','squat','squats.mp4','8888888888888888888888888888888888888888888888888888888888888888','2026-01-31 18:03:00.000000','0.1.0','5151515151515151515151515151515151515151515151515151515151515151','full',29.97,200,0.95,'side',3.4,NULL,1.0,'3f5a9cd61c744e0dab793dafddcb167d',NULL,NULL,NULL,NULL,'2026-12-01 04:49:02.071462');
INSERT INTO "workout" VALUES(8,1,'film','finished',0,'2026-12-01 04:49:01.408732','plank','squats.mp4','9999999999999999999999999999999999999999999999999999999999999999','2026-01-31 18:03:00.000000','0.1.0','5151515151515151515151515151515151515151515151515151515151515151','full',29.97,200,0.95,'side',3.4,NULL,1.0,'38045ede46f8456fbcc9dc795f7767cd',NULL,NULL,NULL,NULL,'2026-12-01 04:49:02.099162');
INSERT INTO "workout" VALUES(9,1,'film','finished',0,'2026-12-01 04:49:01.490344',NULL,'squats.mp4','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','2026-01-31 18:03:00.000000','0.1.0','5151515151515151515151515151515151515151515151515151515151515151','full',29.97,200,0.95,'side',3.4,NULL,1.0,'63af7d6a918e4813a322df4e7bbe87c3',NULL,NULL,NULL,NULL,'2026-12-01 04:49:01.519885');
INSERT INTO "workout" VALUES(10,1,'film','finished',0,'2026-12-01 04:49:01.581975','squat','squats.mp4','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','2026-01-31 18:03:00.000000','0.1.0','5151515151515151515151515151515151515151515151515151515151515151','full',29.97,200,0.95,'side',3.4,NULL,1.0,'66a8960d55874a0b820c2d016c730fbf',NULL,NULL,NULL,NULL,'2026-12-01 04:49:01.616425');
INSERT INTO "workout" VALUES(11,1,'film','finished',0,'2026-12-01 04:49:01.667267','squat','squats.mp4','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','2026-01-31 18:03:00.000000','0.1.0','5151515151515151515151515151515151515151515151515151515151515151','full',29.97,200,0.95,'side',3.4,'[{"problem": "dark", "what": "It is dark.", "hint": "Turn on a light.", "doubtful": true, "start_s": null, "end_s": 8.0}, {"problem": "stretched", "what": "The film was stretched.", "hint": "", "doubtful": false, "start_s": null, "end_s": null}]',0.5,'e862c9eb7b094d1fa155ffbb4bfb9fc3',NULL,NULL,NULL,NULL,'2026-12-01 04:49:01.698683');
INSERT INTO "workout" VALUES(12,1,'film','finished',0,'2026-12-01 04:49:01.769520','squat','squats.mp4','dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd','2026-01-31 18:03:00.000000','0.1.0','5151515151515151515151515151515151515151515151515151515151515151','full',29.97,200,0.95,'side',3.4,NULL,1.0,'2e56ea6ee85d49208737618fb0e4c4f2',NULL,NULL,NULL,NULL,'2026-12-01 04:49:01.838771');
INSERT INTO "workout" VALUES(13,1,'film','finished',0,'2026-12-01 04:49:01.890156','squat','squats.mp4','eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee','2026-01-31 18:03:00.000000','0.1.0','5151515151515151515151515151515151515151515151515151515151515151','full',29.97,200,0.95,'side',3.4,NULL,1.0,'1e22221539604f3a90ea816624d8aecf',NULL,NULL,NULL,NULL,'2026-12-01 04:49:01.947550');
CREATE TABLE "workout_set" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	workout_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	exercise VARCHAR NOT NULL, 
	exercise_sha256 VARCHAR, 
	start_s FLOAT NOT NULL, 
	end_s FLOAT NOT NULL, 
	weight_kg FLOAT, 
	range_used VARCHAR NOT NULL, 
	hold_s FLOAT, 
	added INTEGER DEFAULT '0' NOT NULL, 
	target INTEGER, 
	confidence FLOAT, 
	corrected_reps INTEGER, 
	corrected_hold_s FLOAT, 
	seen_frame_rate FLOAT, 
	doubts VARCHAR, 
	level VARCHAR, 
	level_measure VARCHAR, 
	level_value FLOAT, 
	level_error FLOAT, 
	level_not_judged VARCHAR, 
	tempo_target VARCHAR, 
	detected_exercise VARCHAR, 
	note VARCHAR, 
	CONSTRAINT ck_workout_set_confidence CHECK (confidence BETWEEN 0 AND 1), 
	CONSTRAINT ck_workout_set_corrected_reps CHECK (corrected_reps >= 0), 
	CONSTRAINT fk_workout_set_workout_id_workout FOREIGN KEY(workout_id) REFERENCES workout (id) ON DELETE CASCADE, 
	CONSTRAINT ck_workout_set_hold_s CHECK (hold_s >= 0), 
	CONSTRAINT ck_workout_set_weight_kg CHECK (weight_kg >= 0), 
	CONSTRAINT ck_workout_set_corrected_hold_s CHECK (corrected_hold_s >= 0), 
	CONSTRAINT ck_workout_set_range_used CHECK (range_used IN ('minimum', 'mine')), 
	CONSTRAINT uq_workout_set_workout_id_position UNIQUE (workout_id, position), 
	CONSTRAINT ck_workout_set_seen_frame_rate CHECK (seen_frame_rate >= 0)
);
INSERT INTO "workout_set" VALUES(1,1,1,'squat','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',3.5,10.7,20.0,'minimum',NULL,0,NULL,NULL,NULL,NULL,14.86,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "workout_set" VALUES(5,2,1,'plank','0101010101010101010101010101010101010101010101010101010101010101',2.0,33.5,NULL,'minimum',31.5,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "workout_set" VALUES(6,3,1,'lunge',NULL,3.5,8.2,NULL,'mine',NULL,0,NULL,NULL,NULL,NULL,14.89,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "workout_set" VALUES(9,4,1,'squat','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',3.5,8.2,NULL,'minimum',NULL,0,NULL,NULL,NULL,NULL,14.89,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "workout_set" VALUES(11,4,2,'squat','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',8.5,10.7,NULL,'minimum',NULL,0,NULL,NULL,NULL,NULL,14.55,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "workout_set" VALUES(14,6,1,'squat','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',3.5,8.2,NULL,'minimum',NULL,0,NULL,0.93,NULL,NULL,14.89,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "workout_set" VALUES(16,6,2,'push-up','efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef',8.5,13.2,NULL,'minimum',NULL,0,NULL,0.81,NULL,NULL,14.68,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "workout_set" VALUES(20,6,3,'plank','0101010101010101010101010101010101010101010101010101010101010101',2.0,33.5,NULL,'minimum',31.5,0,NULL,0.995,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "workout_set" VALUES(21,7,1,'squat','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',3.5,10.7,NULL,'minimum',NULL,10,NULL,NULL,12,NULL,14.86,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "workout_set" VALUES(25,8,1,'plank','0101010101010101010101010101010101010101010101010101010101010101',2.0,33.5,NULL,'minimum',31.5,0,NULL,NULL,NULL,45.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "workout_set" VALUES(26,10,1,'squat','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',3.5,8.2,NULL,'minimum',NULL,0,NULL,NULL,NULL,NULL,6.17,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "workout_set" VALUES(29,11,1,'squat','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',3.5,8.2,NULL,'minimum',NULL,0,NULL,NULL,NULL,NULL,14.89,'["dark"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "workout_set" VALUES(31,11,2,'squat','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',8.5,10.7,NULL,'minimum',NULL,0,NULL,NULL,NULL,NULL,14.55,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "workout_set" VALUES(34,12,1,'squat','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',3.5,10.7,NULL,'minimum',NULL,0,NULL,NULL,NULL,NULL,14.86,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "workout_set" VALUES(38,13,1,'squat','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',3.5,8.2,NULL,'minimum',NULL,0,NULL,NULL,NULL,NULL,14.89,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE INDEX ix_workout_set_exercise ON workout_set (exercise);
CREATE INDEX ix_workout_film_sha256 ON workout (film_sha256);
CREATE INDEX ix_workout_profile_id_started_at ON workout (profile_id, started_at);
CREATE INDEX ix_segment_workout_id ON segment (workout_id);
CREATE INDEX ix_attempt_workout_set_id ON attempt (workout_set_id);
CREATE INDEX ix_attempt_workout_id ON attempt (workout_id);
CREATE INDEX ix_recording_workout_id ON recording (workout_id);
CREATE INDEX ix_goal_profile_id ON goal (profile_id);
CREATE INDEX ix_changed_row_change_id ON changed_row (change_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('workout_set',40);
INSERT INTO "sqlite_sequence" VALUES('workout',13);
INSERT INTO "sqlite_sequence" VALUES('segment',2);
INSERT INTO "sqlite_sequence" VALUES('rep',66);
INSERT INTO "sqlite_sequence" VALUES('fault',7);
INSERT INTO "sqlite_sequence" VALUES('attempt',2);
INSERT INTO "sqlite_sequence" VALUES('posture',2);
INSERT INTO "sqlite_sequence" VALUES('joint_range',1);
COMMIT;
