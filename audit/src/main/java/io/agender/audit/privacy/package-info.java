/** What a least count withholds, written again from docs/privacy.md, figure by figure. */
package io.agender.audit.privacy;
