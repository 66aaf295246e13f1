-- The statements of one act in a paper's articles, found without looking at the others.
CREATE INDEX statement_act ON statement (article, act);
