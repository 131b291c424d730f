/** Follows the topics and hands their records to what keeps them. */
package io.agender.dashboard.topic;
