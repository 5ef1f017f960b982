-- Of rows that are still to be folded, and so empty where everything is plain ASCII: building it reads the table once and
-- writes none of its rows. The sweep folds them, a few at a time.
CREATE INDEX "links_unfolded" ON "links" USING btree ("id") WHERE octet_length(search_text) > char_length(search_text) and strpos(search_text, chr(31)) = 0;
