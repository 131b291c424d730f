/** Settings: how they are read, and those of Kafka that all services share. */
package io.agender.runtime.config;
