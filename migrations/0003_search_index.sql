CREATE TABLE `lengths` (
	`words` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `related` (
	`kind` text NOT NULL,
	`relation` text NOT NULL,
	`items` blob NOT NULL,
	PRIMARY KEY(`kind`, `relation`)
);
--> statement-breakpoint
CREATE TABLE `terms` (
	`stem` text PRIMARY KEY NOT NULL,
	`postings` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `texts` (
	`number` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`aliases` text NOT NULL,
	`shown` text NOT NULL,
	`words` blob NOT NULL
);
--> statement-breakpoint
DROP TABLE `words`;