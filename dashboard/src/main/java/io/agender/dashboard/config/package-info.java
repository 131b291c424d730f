/** What can be set of a dashboard. */
package io.agender.dashboard.config;
