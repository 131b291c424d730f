/** What the stores of a topology are: how they are kept, what is left of them at a start, and what is believed of their changelogs. */
package io.agender.runtime.store;
