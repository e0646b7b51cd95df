CREATE TABLE `document_lengths` (
	`word_counts` blob NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE `filter_index` (
	`kind` text NOT NULL,
	`filter` text NOT NULL,
	`value` text NOT NULL,
	`items` blob NOT NULL,
	PRIMARY KEY(`kind`, `filter`, `value`)
);
--> statement-breakpoint
CREATE TABLE `former_ids` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`slug` text NOT NULL,
	`how` text NOT NULL,
	`to` text,
	`on` text,
	`reason` text
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
CREATE TABLE `orders` (
	`kind` text NOT NULL,
	`sort` text NOT NULL,
	`items` blob NOT NULL,
	PRIMARY KEY(`kind`, `sort`)
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
	`variant` text NOT NULL,
	`word` text NOT NULL,
	PRIMARY KEY(`variant`, `word`)
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
	`posting_list` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `texts` (
	`number` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`aliases` text NOT NULL,
	`html` text NOT NULL,
	`word_offsets` blob NOT NULL
);
