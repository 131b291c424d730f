/** What is known of the cameras from their records: their newest frames, their windows, and those who analyse them. */
package io.agender.dashboard.state;
