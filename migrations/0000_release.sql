CREATE TABLE `edges` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`object` text NOT NULL,
	`relation` text NOT NULL,
	`strength` text,
	`confidence` real NOT NULL,
	`reason` text NOT NULL,
	`basis` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `items` (
	`number` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`slug` text NOT NULL,
	`json` text NOT NULL,
	`guidance` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `items_id_unique` ON `items` (`id`);--> statement-breakpoint
CREATE INDEX `items_by_kind` ON `items` (`kind`,`number`);--> statement-breakpoint
CREATE TABLE `lengths` (
	`words` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `moved` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`slug` text NOT NULL,
	`how` text NOT NULL,
	`to` text,
	`on` text,
	`reason` text
);
--> statement-breakpoint
CREATE TABLE `orders` (
	`kind` text NOT NULL,
	`sort` text NOT NULL,
	`items` blob NOT NULL,
	PRIMARY KEY(`kind`, `sort`)
);
--> statement-breakpoint
CREATE TABLE `postings` (
	`kind` text NOT NULL,
	`filter` text NOT NULL,
	`value` text NOT NULL,
	`items` blob NOT NULL,
	PRIMARY KEY(`kind`, `filter`, `value`)
);
--> statement-breakpoint
CREATE TABLE `related` (
	`kind` text NOT NULL,
	`relation` text NOT NULL,
	`items` blob NOT NULL,
	PRIMARY KEY(`kind`, `relation`)
);
--> statement-breakpoint
CREATE TABLE `release` (
	`id` text PRIMARY KEY NOT NULL,
	`digest` text NOT NULL,
	`published_at` text NOT NULL,
	`licence` text NOT NULL,
	`attribution` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `spellings` (
	`form` text NOT NULL,
	`word` text NOT NULL,
	PRIMARY KEY(`form`, `word`)
);
--> statement-breakpoint
CREATE TABLE `synonyms` (
	`group` integer NOT NULL,
	`phrase` text NOT NULL,
	PRIMARY KEY(`group`, `phrase`)
);
--> statement-breakpoint
CREATE TABLE `terms` (
	`number` integer PRIMARY KEY NOT NULL,
	`stem` text NOT NULL,
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
