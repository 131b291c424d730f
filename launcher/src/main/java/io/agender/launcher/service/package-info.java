/** What operators see of a service that runs for months: health, figures, logs for machines. */
package io.agender.launcher.service;
