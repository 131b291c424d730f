/** Hours and days of cameras and sites, computed again: each record is the sum of the windows, or cameras, it is of. */
package io.agender.audit.period;
