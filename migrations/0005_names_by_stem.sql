-- Releases are baked into empty tables: there is nothing to copy.
CREATE TABLE `names` (
	`stems` blob NOT NULL
);
--> statement-breakpoint
DROP TABLE `terms`;--> statement-breakpoint
CREATE TABLE `terms` (
	`number` integer PRIMARY KEY NOT NULL,
	`stem` text NOT NULL,
	`postings` blob NOT NULL
);
--> statement-breakpoint
DROP TABLE `texts`;--> statement-breakpoint
CREATE TABLE `texts` (
	`number` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`shown` blob NOT NULL,
	`words` blob NOT NULL
);
