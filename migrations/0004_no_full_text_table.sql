-- `terms` and `texts` hold what search reads, in the form in which it reads it.
DROP TABLE `search`;
