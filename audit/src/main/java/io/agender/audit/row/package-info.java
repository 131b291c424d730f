/** The flat rows, computed again from the summaries. */
package io.agender.audit.row;
