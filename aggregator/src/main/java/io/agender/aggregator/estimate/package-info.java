/** What is likely true of the counts of hours, days and weeks, by what is known of the networks that made them. */
package io.agender.aggregator.estimate;
