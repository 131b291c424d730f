/**
 * Reads the topics and computes again, slowly and apart from the pipeline, what must be in them. Shares no code with the
 * services: it is written from the documentation of the schemas, so a mistake has to be made twice to stay unseen.
 */
package io.agender.audit;
