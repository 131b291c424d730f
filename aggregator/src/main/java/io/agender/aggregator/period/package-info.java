/** Hours, days and weeks: of a camera the sums of its windows, of a site the sums of its cameras. */
package io.agender.aggregator.period;
