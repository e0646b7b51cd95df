-- What search reads of each item, by item number. Porter stemming forgives plurals, diacritics are folded (Café finds cafe).
CREATE VIRTUAL TABLE `search` USING fts5(`name`, `aliases`, `summary`, `guidance`, tokenize = 'porter unicode61 remove_diacritics 2');
