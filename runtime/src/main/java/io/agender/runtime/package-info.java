/** The Kafka lifecycle that all services share: settings, clients, topics, running a topology, dead letters, counting. */
package io.agender.runtime;
