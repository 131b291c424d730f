/** How the aggregator sums up: its settings, read once; age bands and periods by the names that people write. */
package io.agender.aggregator.config;
