CREATE TABLE `words` (
	`number` integer PRIMARY KEY NOT NULL,
	`stems` blob NOT NULL
);
