CREATE TABLE `pairs` (
	`first` integer NOT NULL,
	`second` integer NOT NULL,
	`postings` blob NOT NULL,
	PRIMARY KEY(`first`, `second`)
);
