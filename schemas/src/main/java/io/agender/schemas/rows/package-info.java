/** Summaries as flat rows, for whoever wants a table: the topic of rows and the files of an export. */
package io.agender.schemas.rows;
