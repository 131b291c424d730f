/** What there is to tell of a camera: where it stands, what became of its frames, and why it failed. */
package io.agender.producer.status;
