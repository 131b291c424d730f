/** Summaries as rows of a file: CSV, Parquet, JSON lines. */
package io.agender.launcher.export;
