DROP TABLE `pairs`;--> statement-breakpoint
DROP TABLE `names`;--> statement-breakpoint
DROP TABLE `texts`;--> statement-breakpoint
CREATE TABLE `texts` (
	`number` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`aliases` text NOT NULL,
	`shown` text NOT NULL,
	`words` blob NOT NULL
);
