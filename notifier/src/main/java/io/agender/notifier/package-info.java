/** Tells others when a rule over the summaries begins or ceases to hold. */
package io.agender.notifier;
