/** The door: reads the topics, has the other rooms compute what must be in them, and compares. */
package io.agender.audit.topic;
