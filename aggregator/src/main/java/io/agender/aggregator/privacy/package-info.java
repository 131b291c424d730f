/** What a least count withholds of a summary: see docs/privacy.md. */
package io.agender.aggregator.privacy;
