/** Rules over summaries: a fold over records, without a clock, a network or a thread. */
package io.agender.notifier.rule;
