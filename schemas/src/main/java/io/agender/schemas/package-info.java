/** The contracts between the services: Avro records, topics and their settings, serdes. The one place that names topics. */
package io.agender.schemas;
