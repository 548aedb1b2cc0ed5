-- As the first release made it.
CREATE TABLE answers (
	key TEXT COLLATE "C" NOT NULL, 
	updated TEXT COLLATE "C" NOT NULL, 
	table_id TEXT COLLATE "C" NOT NULL, 
	query TEXT COLLATE "C" NOT NULL, 
	retrieved TEXT COLLATE "C" NOT NULL, 
	updated_utc TEXT COLLATE "C" NOT NULL, 
	retrieved_utc TEXT COLLATE "C" NOT NULL, 
	sha256 TEXT COLLATE "C" NOT NULL, 
	content BYTEA NOT NULL, 
	PRIMARY KEY (key, updated)
)
