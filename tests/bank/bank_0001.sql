BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE "conflict" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	pack_version VARCHAR NOT NULL, 
	theirs VARCHAR, 
	at_ms INTEGER NOT NULL, 
	CONSTRAINT uq_conflict_uid UNIQUE (uid)
);
CREATE TABLE drawn (
	round_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	uid VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	options VARCHAR NOT NULL, 
	CONSTRAINT pk_drawn PRIMARY KEY (round_id, position), 
	CONSTRAINT fk_drawn_uid_revision_revision FOREIGN KEY(uid, revision) REFERENCES revision (uid, revision), 
	CONSTRAINT fk_drawn_round_id_round FOREIGN KEY(round_id) REFERENCES round (id)
)
 WITHOUT ROWID

;
INSERT INTO "drawn" VALUES(1,0,'run-on/q-0001',1,'[2,0,3,1]');
INSERT INTO "drawn" VALUES(1,1,'run-on/q-0002',1,'[0,2,1,3]');
INSERT INTO "drawn" VALUES(1,2,'run-on/q-0003',1,'[2,0,1,3]');
INSERT INTO "drawn" VALUES(1,3,'run-on/q-0004',1,'[3,1,2,0]');
INSERT INTO "drawn" VALUES(1,4,'run-on/q-0005',1,'[3,2,0,1]');
INSERT INTO "drawn" VALUES(1,5,'run-on/q-0006',1,'[0,1,3,2]');
INSERT INTO "drawn" VALUES(1,6,'run-on/q-0007',1,'[3,2,1,0]');
INSERT INTO "drawn" VALUES(1,7,'run-on/q-0008',1,'[2,1,3,0]');
INSERT INTO "drawn" VALUES(1,8,'run-on/q-0009',1,'[1,2,3,0]');
INSERT INTO "drawn" VALUES(1,9,'run-on/q-0010',1,'[1,3,0,2]');
INSERT INTO "drawn" VALUES(1,10,'run-on/q-0011',1,'[0,2,3,1]');
INSERT INTO "drawn" VALUES(2,0,'run-on/q-0001',1,'[3,1,2,0]');
INSERT INTO "drawn" VALUES(2,1,'run-on/q-0002',1,'[0,2,1,3]');
INSERT INTO "drawn" VALUES(2,2,'run-on/q-0003',1,'[3,0,2,1]');
INSERT INTO "drawn" VALUES(2,3,'run-on/q-0004',1,'[1,2,0,3]');
INSERT INTO "drawn" VALUES(2,4,'run-on/q-0005',1,'[1,3,0,2]');
INSERT INTO "drawn" VALUES(2,5,'run-on/q-0006',1,'[2,3,0,1]');
INSERT INTO "drawn" VALUES(2,6,'run-on/q-0007',1,'[3,0,1,2]');
INSERT INTO "drawn" VALUES(2,7,'run-on/q-0008',1,'[3,1,2,0]');
INSERT INTO "drawn" VALUES(2,8,'run-on/q-0009',1,'[0,2,3,1]');
INSERT INTO "drawn" VALUES(2,9,'run-on/q-0010',1,'[3,1,0,2]');
INSERT INTO "drawn" VALUES(2,10,'run-on/q-0011',1,'[1,3,0,2]');
INSERT INTO "drawn" VALUES(3,0,'run-on/q-0011',1,'[1,3,2,0]');
INSERT INTO "drawn" VALUES(3,1,'run-on/q-0010',1,'[1,3,0,2]');
INSERT INTO "drawn" VALUES(3,2,'run-on/q-0009',1,'[1,2,0,3]');
INSERT INTO "drawn" VALUES(3,3,'run-on/q-0008',1,'[3,2,1,0]');
INSERT INTO "drawn" VALUES(3,4,'run-on/q-0007',1,'[3,2,1,0]');
INSERT INTO "drawn" VALUES(3,5,'run-on/q-0006',1,'[2,0,3,1]');
INSERT INTO "drawn" VALUES(3,6,'run-on/q-0005',1,'[0,2,1,3]');
INSERT INTO "drawn" VALUES(3,7,'run-on/q-0004',1,'[1,3,2,0]');
INSERT INTO "drawn" VALUES(3,8,'run-on/q-0003',1,'[0,1,2,3]');
INSERT INTO "drawn" VALUES(3,9,'run-on/q-0002',1,'[2,1,3,0]');
INSERT INTO "drawn" VALUES(3,10,'run-on/q-0001',1,'[1,2,0,3]');
INSERT INTO "drawn" VALUES(4,0,'run-on/q-0001',1,'[0,1,3,2]');
INSERT INTO "drawn" VALUES(4,1,'run-on/q-0002',1,'[1,0,2,3]');
INSERT INTO "drawn" VALUES(4,2,'run-on/q-0003',1,'[2,3,1,0]');
INSERT INTO "drawn" VALUES(4,3,'run-on/q-0004',1,'[3,0,1,2]');
INSERT INTO "drawn" VALUES(4,4,'run-on/q-0005',1,'[3,2,1,0]');
INSERT INTO "drawn" VALUES(4,5,'run-on/q-0006',1,'[0,1,3,2]');
INSERT INTO "drawn" VALUES(4,6,'run-on/q-0007',1,'[0,1,3,2]');
INSERT INTO "drawn" VALUES(4,7,'run-on/q-0008',1,'[2,0,1,3]');
INSERT INTO "drawn" VALUES(4,8,'run-on/q-0009',1,'[2,3,1,0]');
INSERT INTO "drawn" VALUES(4,9,'run-on/q-0010',1,'[2,3,0,1]');
INSERT INTO "drawn" VALUES(4,10,'run-on/q-0011',1,'[2,3,1,0]');
CREATE TABLE event (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	round_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	action VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	elapsed_ms INTEGER NOT NULL, 
	chosen VARCHAR NOT NULL, 
	at_ms INTEGER NOT NULL, 
	verdict VARCHAR, 
	share FLOAT, 
	base_points INTEGER, 
	streak_points INTEGER, 
	speed_points INTEGER, 
	CONSTRAINT uq_event_round_id_number UNIQUE (round_id, number), 
	CONSTRAINT fk_event_round_id_round FOREIGN KEY(round_id) REFERENCES round (id)
);
INSERT INTO "event" VALUES(1,1,1,'answer',0,1000,'[0]',1795262400000,'right',1.0,1000,0,0);
INSERT INTO "event" VALUES(2,1,2,'answer',1,1000,'[0]',1795262400000,'right',1.0,1000,22,0);
INSERT INTO "event" VALUES(3,1,3,'answer',2,1000,'[0]',1795262400000,'right',1.0,1000,44,0);
INSERT INTO "event" VALUES(4,1,4,'answer',3,1000,'[0]',1795262400000,'right',1.0,1000,66,0);
INSERT INTO "event" VALUES(5,1,5,'answer',4,1000,'[0]',1795262400000,'right',1.0,1000,88,0);
INSERT INTO "event" VALUES(6,1,6,'answer',5,1000,'[0]',1795262400000,'right',1.0,1000,111,0);
INSERT INTO "event" VALUES(7,1,7,'answer',6,1000,'[0]',1795262400000,'right',1.0,1000,133,0);
INSERT INTO "event" VALUES(8,1,8,'answer',7,1000,'[2]',1795262400000,'wrong',0.0,0,0,0);
INSERT INTO "event" VALUES(9,1,9,'answer',8,1000,'[1]',1795262400000,'wrong',0.0,0,0,0);
INSERT INTO "event" VALUES(10,1,10,'answer',9,1000,'[1]',1795262400000,'wrong',0.0,0,0,0);
INSERT INTO "event" VALUES(11,2,1,'hint',0,400,'[]',1795262460000,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "event" VALUES(12,2,2,'fifty',0,400,'[1,2]',1795262460000,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "event" VALUES(13,2,3,'skip',0,400,'[]',1795262460000,'skipped',0.0,0,0,0);
INSERT INTO "event" VALUES(14,2,4,'answer',1,1600,'[2]',1795262460000,'wrong',0.0,0,0,0);
INSERT INTO "event" VALUES(15,2,5,'answer',2,2001,'[0]',1795262460000,'right',1.0,1000,0,0);
INSERT INTO "event" VALUES(16,2,6,'answer',3,2002,'[0]',1795262460000,'right',1.0,1000,22,0);
INSERT INTO "event" VALUES(17,2,7,'answer',4,2003,'[1]',1795262460000,'wrong',0.0,0,0,0);
INSERT INTO "event" VALUES(18,2,8,'answer',5,2004,'[0]',1795262460000,'right',1.0,1000,0,0);
INSERT INTO "event" VALUES(19,2,9,'answer',6,2005,'[0]',1795262460000,'right',1.0,1000,22,0);
INSERT INTO "event" VALUES(20,2,10,'answer',7,2006,'[3]',1795262460000,'wrong',0.0,0,0,0);
INSERT INTO "event" VALUES(21,2,11,'answer',8,2007,'[0]',1795262460000,'right',1.0,1000,0,0);
INSERT INTO "event" VALUES(22,2,12,'answer',9,2008,'[0]',1795262460000,'right',1.0,1000,22,0);
INSERT INTO "event" VALUES(23,2,13,'answer',10,2009,'[1]',1795262460000,'wrong',0.0,0,0,0);
INSERT INTO "event" VALUES(24,3,1,'answer',0,1000,'[0]',1795262520000,'right',1.0,1000,0,0);
INSERT INTO "event" VALUES(25,3,2,'answer',1,1000,'[1]',1795262520000,'wrong',0.0,0,0,0);
INSERT INTO "event" VALUES(26,3,3,'answer',2,1000,'[0]',1795262520000,'right',1.0,1000,0,0);
INSERT INTO "event" VALUES(27,3,4,'answer',3,1000,'[0]',1795262520000,'right',1.0,1000,22,0);
INSERT INTO "event" VALUES(28,4,1,'answer',0,1000,'[0]',1795262521000,'right',1.0,1000,0,0);
CREATE TABLE meta (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY ("key")
)
 WITHOUT ROWID

;
INSERT INTO "meta" VALUES('checked_at_ms','0');
CREATE TABLE pack (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	info VARCHAR NOT NULL, 
	digest VARCHAR, 
	loaded_at_ms INTEGER NOT NULL, 
	CONSTRAINT uq_pack_uid UNIQUE (uid)
);
INSERT INTO "pack" VALUES(1,'run-on','{"id":"run-on","title":"Run On","version":"2026.11.1","episodes":16,"categories":[{"id":"cast","title":"Cast"},{"id":"plot","title":"Plot"}],"names":[{"canonical":"Ki Seon-gyeom","hangul":"기선겸","variants":["Ki Sun-kyum"]}]}','digest 1',1795262400000);
CREATE TABLE player (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	name_key VARCHAR NOT NULL, 
	single_letter_keys BOOLEAN NOT NULL, 
	seen_at_ms INTEGER NOT NULL, 
	changed_at_ms INTEGER NOT NULL, 
	CONSTRAINT uq_player_uid UNIQUE (uid), 
	CONSTRAINT uq_player_name_key UNIQUE (name_key)
);
INSERT INTO "player" VALUES(1,'2c96115a9d514b0ca83497c58e72fd3b','BlueBird','bluebird',0,1795262521000,1795262400000);
INSERT INTO "player" VALUES(2,'c47e49ada10b44fda5f0ebf88a718e1b','Croquis','croquis',0,1795262520000,1795262400000);
CREATE TABLE question (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	pack_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	category VARCHAR NOT NULL, 
	episode INTEGER, 
	difficulty INTEGER NOT NULL, 
	line VARCHAR NOT NULL, 
	prompt VARCHAR NOT NULL, 
	options VARCHAR NOT NULL, 
	hint VARCHAR NOT NULL, 
	explanation VARCHAR NOT NULL, 
	sources VARCHAR NOT NULL, 
	tags VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	shipped_digest VARCHAR, 
	CONSTRAINT uq_question_uid UNIQUE (uid), 
	CONSTRAINT fk_question_pack_id_pack FOREIGN KEY(pack_id) REFERENCES pack (id)
);
INSERT INTO "question" VALUES(1,'run-on/q-0001',1,'single_choice','cast',1,2,'','Who runs here now?','{"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}]}','He was a sprinter.','He runs in every scene.','[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}]','["track"]','live',2,'e8ee7715187676349b5990a0f249ad6d','4036842ee6e090456905854894752ca0');
INSERT INTO "question" VALUES(2,'run-on/q-0002',1,'single_choice','plot',1,2,'','Who runs in scene 2?','{"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}]}','He was a sprinter.','He runs in every scene.','[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}]','["track"]','live',1,'4c1b35f87444a8f535b0e02b9d9bff99','4c1b35f87444a8f535b0e02b9d9bff99');
INSERT INTO "question" VALUES(3,'run-on/q-0003',1,'single_choice','cast',1,2,'','Who runs in scene 3?','{"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}]}','He was a sprinter.','He runs in every scene.','[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}]','["track"]','live',1,'02b5afcee2d94f602410d9db430f836d','02b5afcee2d94f602410d9db430f836d');
INSERT INTO "question" VALUES(4,'run-on/q-0004',1,'single_choice','plot',1,2,'','Who runs in scene 4?','{"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}]}','He was a sprinter.','He runs in every scene.','[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}]','["track"]','live',1,'adc18fd1729e9bddcfb3031d10806341','adc18fd1729e9bddcfb3031d10806341');
INSERT INTO "question" VALUES(5,'run-on/q-0005',1,'single_choice','cast',1,2,'','Who runs in scene 5?','{"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}]}','He was a sprinter.','He runs in every scene.','[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}]','["track"]','live',1,'45656d1158ba23dc74dabfa69b72aaad','45656d1158ba23dc74dabfa69b72aaad');
INSERT INTO "question" VALUES(6,'run-on/q-0006',1,'single_choice','plot',1,2,'','Who runs in scene 6?','{"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}]}','He was a sprinter.','He runs in every scene.','[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}]','["track"]','live',1,'8183bb19a442f3a6d93aae604cc73fc5','8183bb19a442f3a6d93aae604cc73fc5');
INSERT INTO "question" VALUES(7,'run-on/q-0007',1,'single_choice','cast',1,2,'','Who runs in scene 7?','{"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}]}','He was a sprinter.','He runs in every scene.','[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}]','["track"]','live',1,'32299b3640039911a7555cf9c17cb731','32299b3640039911a7555cf9c17cb731');
INSERT INTO "question" VALUES(8,'run-on/q-0008',1,'single_choice','plot',1,2,'','Who runs in scene 8?','{"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}]}','He was a sprinter.','He runs in every scene.','[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}]','["track"]','live',1,'13a769ca848031c1b471136e89f38895','13a769ca848031c1b471136e89f38895');
INSERT INTO "question" VALUES(9,'run-on/q-0009',1,'single_choice','cast',1,2,'','Who runs in scene 9?','{"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}]}','He was a sprinter.','He runs in every scene.','[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}]','["track"]','live',1,'d58c64fa1f682db331f885660b06b26c','d58c64fa1f682db331f885660b06b26c');
INSERT INTO "question" VALUES(10,'run-on/q-0010',1,'single_choice','plot',1,2,'','Who runs in scene 10?','{"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}]}','He was a sprinter.','He runs in every scene.','[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}]','["track"]','live',1,'a221067d127ce54baf4dcee3300c6d48','a221067d127ce54baf4dcee3300c6d48');
INSERT INTO "question" VALUES(11,'run-on/q-0011',1,'single_choice','cast',1,2,'','Who runs in scene 11?','{"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}]}','He was a sprinter.','He runs in every scene.','[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}]','["track"]','live',1,'d6e2afad6617404dd4875c051d08c361','d6e2afad6617404dd4875c051d08c361');
INSERT INTO "question" VALUES(12,'run-on/q-0012',1,'single_choice','plot',1,2,'','Who runs in scene 12?','{"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}]}','He was a sprinter.','He runs in every scene.','[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}]','["track"]','live',1,'f41007dce7799f11224bd0a46b5e9216','f41007dce7799f11224bd0a46b5e9216');
CREATE TABLE revision (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	action VARCHAR NOT NULL, 
	who VARCHAR NOT NULL, 
	at_ms INTEGER NOT NULL, 
	"before" VARCHAR, 
	"after" VARCHAR NOT NULL, 
	CONSTRAINT uq_revision_uid_revision UNIQUE (uid, revision)
);
INSERT INTO "revision" VALUES(1,'run-on/q-0001',1,'load','run-on 2026.11.1',1795262400000,NULL,'{"state":"live","question":{"uid":"run-on/q-0001","kind":"single_choice","category":"cast","prompt":"Who runs in scene 1?","episode":1,"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}],"hint":"He was a sprinter.","explanation":"He runs in every scene.","sources":[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}],"tags":["track"]}}');
INSERT INTO "revision" VALUES(2,'run-on/q-0002',1,'load','run-on 2026.11.1',1795262400000,NULL,'{"state":"live","question":{"uid":"run-on/q-0002","kind":"single_choice","category":"plot","prompt":"Who runs in scene 2?","episode":1,"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}],"hint":"He was a sprinter.","explanation":"He runs in every scene.","sources":[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}],"tags":["track"]}}');
INSERT INTO "revision" VALUES(3,'run-on/q-0003',1,'load','run-on 2026.11.1',1795262400000,NULL,'{"state":"live","question":{"uid":"run-on/q-0003","kind":"single_choice","category":"cast","prompt":"Who runs in scene 3?","episode":1,"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}],"hint":"He was a sprinter.","explanation":"He runs in every scene.","sources":[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}],"tags":["track"]}}');
INSERT INTO "revision" VALUES(4,'run-on/q-0004',1,'load','run-on 2026.11.1',1795262400000,NULL,'{"state":"live","question":{"uid":"run-on/q-0004","kind":"single_choice","category":"plot","prompt":"Who runs in scene 4?","episode":1,"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}],"hint":"He was a sprinter.","explanation":"He runs in every scene.","sources":[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}],"tags":["track"]}}');
INSERT INTO "revision" VALUES(5,'run-on/q-0005',1,'load','run-on 2026.11.1',1795262400000,NULL,'{"state":"live","question":{"uid":"run-on/q-0005","kind":"single_choice","category":"cast","prompt":"Who runs in scene 5?","episode":1,"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}],"hint":"He was a sprinter.","explanation":"He runs in every scene.","sources":[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}],"tags":["track"]}}');
INSERT INTO "revision" VALUES(6,'run-on/q-0006',1,'load','run-on 2026.11.1',1795262400000,NULL,'{"state":"live","question":{"uid":"run-on/q-0006","kind":"single_choice","category":"plot","prompt":"Who runs in scene 6?","episode":1,"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}],"hint":"He was a sprinter.","explanation":"He runs in every scene.","sources":[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}],"tags":["track"]}}');
INSERT INTO "revision" VALUES(7,'run-on/q-0007',1,'load','run-on 2026.11.1',1795262400000,NULL,'{"state":"live","question":{"uid":"run-on/q-0007","kind":"single_choice","category":"cast","prompt":"Who runs in scene 7?","episode":1,"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}],"hint":"He was a sprinter.","explanation":"He runs in every scene.","sources":[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}],"tags":["track"]}}');
INSERT INTO "revision" VALUES(8,'run-on/q-0008',1,'load','run-on 2026.11.1',1795262400000,NULL,'{"state":"live","question":{"uid":"run-on/q-0008","kind":"single_choice","category":"plot","prompt":"Who runs in scene 8?","episode":1,"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}],"hint":"He was a sprinter.","explanation":"He runs in every scene.","sources":[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}],"tags":["track"]}}');
INSERT INTO "revision" VALUES(9,'run-on/q-0009',1,'load','run-on 2026.11.1',1795262400000,NULL,'{"state":"live","question":{"uid":"run-on/q-0009","kind":"single_choice","category":"cast","prompt":"Who runs in scene 9?","episode":1,"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}],"hint":"He was a sprinter.","explanation":"He runs in every scene.","sources":[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}],"tags":["track"]}}');
INSERT INTO "revision" VALUES(10,'run-on/q-0010',1,'load','run-on 2026.11.1',1795262400000,NULL,'{"state":"live","question":{"uid":"run-on/q-0010","kind":"single_choice","category":"plot","prompt":"Who runs in scene 10?","episode":1,"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}],"hint":"He was a sprinter.","explanation":"He runs in every scene.","sources":[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}],"tags":["track"]}}');
INSERT INTO "revision" VALUES(11,'run-on/q-0011',1,'load','run-on 2026.11.1',1795262400000,NULL,'{"state":"live","question":{"uid":"run-on/q-0011","kind":"single_choice","category":"cast","prompt":"Who runs in scene 11?","episode":1,"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}],"hint":"He was a sprinter.","explanation":"He runs in every scene.","sources":[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}],"tags":["track"]}}');
INSERT INTO "revision" VALUES(12,'run-on/q-0012',1,'load','run-on 2026.11.1',1795262400000,NULL,'{"state":"live","question":{"uid":"run-on/q-0012","kind":"single_choice","category":"plot","prompt":"Who runs in scene 12?","episode":1,"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}],"hint":"He was a sprinter.","explanation":"He runs in every scene.","sources":[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}],"tags":["track"]}}');
INSERT INTO "revision" VALUES(13,'run-on/q-0001',2,'edit','author',1795262521000,'{"state":"live","question":{"uid":"run-on/q-0001","kind":"single_choice","category":"cast","prompt":"Who runs in scene 1?","episode":1,"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}],"hint":"He was a sprinter.","explanation":"He runs in every scene.","sources":[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}],"tags":["track"]}}','{"state":"live","question":{"uid":"run-on/q-0001","kind":"single_choice","category":"cast","prompt":"Who runs here now?","episode":1,"answers":["Ki Seon-gyeom"],"distractors":[{"text":"Oh Mi-joo"},{"text":"Seo Dan-ah","episode":9,"feedback":"Not yet"},{"text":"Lee Young-hwa"}],"hint":"He was a sprinter.","explanation":"He runs in every scene.","sources":[{"title":"Run On Episode 1 Recap","episode":1,"time":"12:30"}],"tags":["track"]}}');
CREATE TABLE round (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	player_id INTEGER NOT NULL, 
	rule_set VARCHAR NOT NULL, 
	pack_uid VARCHAR NOT NULL, 
	pack_version VARCHAR NOT NULL, 
	spoiler_limit INTEGER NOT NULL, 
	categories VARCHAR NOT NULL, 
	difficulty INTEGER, 
	clock VARCHAR NOT NULL, 
	settings VARCHAR NOT NULL, 
	seed VARCHAR NOT NULL, 
	pack_edited BOOLEAN NOT NULL, 
	started_at_ms INTEGER NOT NULL, 
	finished_at_ms INTEGER, 
	abandoned_at_ms INTEGER, 
	points INTEGER, 
	base_points INTEGER, 
	streak_points INTEGER, 
	speed_points INTEGER, 
	"right" INTEGER, 
	asked INTEGER, 
	best_streak INTEGER, 
	lifelines INTEGER, 
	elapsed_ms INTEGER, 
	CONSTRAINT uq_round_uid UNIQUE (uid), 
	CONSTRAINT fk_round_player_id_player FOREIGN KEY(player_id) REFERENCES player (id), 
	CONSTRAINT fk_round_pack_uid_pack FOREIGN KEY(pack_uid) REFERENCES pack (uid)
);
INSERT INTO "round" VALUES(1,'354997f4737945cabdef825b03098973',1,'sprint@1','run-on','2026.11.1',16,'["cast","plot"]',NULL,'x1','{"pack_id":"run-on","spoiler_limit":16,"categories":["cast","plot"]}','seed',0,1795262400000,1795262400000,NULL,7464,7000,464,0,7,10,7,0,10000);
INSERT INTO "round" VALUES(2,'ae0c3a46b73843bc8f4f0203921d8575',1,'sprint@1','run-on','2026.11.1',16,'["cast","plot"]',NULL,'x1','{"pack_id":"run-on","spoiler_limit":16,"categories":["cast","plot"]}','second seed',0,1795262460000,1795262460000,NULL,6066,6000,66,0,6,10,2,3,20045);
INSERT INTO "round" VALUES(3,'89ac0b92b17d47a098574959c0218fd9',2,'sprint@1','run-on','2026.11.1',16,'["cast","plot"]',2,'x1','{"pack_id":"run-on","spoiler_limit":16,"categories":["cast","plot"],"difficulty":2}','third',0,1795262520000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "round" VALUES(4,'2309e7205acf4107a99f278bc189c43e',1,'sprint@1','run-on','2026.11.1',16,'["cast","plot"]',NULL,'x1','{"pack_id":"run-on","spoiler_limit":16,"categories":["cast","plot"]}','fourth',0,1795262521000,NULL,1795262521000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE spoiler_limit (
	player_id INTEGER NOT NULL, 
	pack_uid VARCHAR NOT NULL, 
	episode INTEGER NOT NULL, 
	CONSTRAINT pk_spoiler_limit PRIMARY KEY (player_id, pack_uid), 
	CONSTRAINT fk_spoiler_limit_player_id_player FOREIGN KEY(player_id) REFERENCES player (id)
)
 WITHOUT ROWID

;
INSERT INTO "spoiler_limit" VALUES(1,'run-on',16);
INSERT INTO "spoiler_limit" VALUES(2,'run-on',7);
CREATE INDEX ix_question_pool ON question (pack_id, state, kind, category, difficulty, episode, uid);
CREATE INDEX ix_question_edited ON question (pack_id) WHERE shipped_digest IS NULL OR shipped_digest <> digest;
CREATE INDEX ix_round_board ON round (rule_set, pack_uid, pack_version, spoiler_limit, categories, difficulty, clock, points, lifelines, elapsed_ms, finished_at_ms, player_id) WHERE finished_at_ms IS NOT NULL;
CREATE INDEX ix_round_player ON round (player_id, finished_at_ms);
CREATE INDEX ix_round_open ON round (player_id, started_at_ms) WHERE finished_at_ms IS NULL AND abandoned_at_ms IS NULL;
CREATE INDEX ix_drawn_uid_revision ON drawn (uid, revision);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('pack',1);
INSERT INTO "sqlite_sequence" VALUES('revision',13);
INSERT INTO "sqlite_sequence" VALUES('question',12);
INSERT INTO "sqlite_sequence" VALUES('player',2);
INSERT INTO "sqlite_sequence" VALUES('round',4);
INSERT INTO "sqlite_sequence" VALUES('event',29);
COMMIT;
