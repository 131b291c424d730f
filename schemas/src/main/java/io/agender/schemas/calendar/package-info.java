/** Hours, days and weeks of a place, and when it is open. Pure: values in, values out. */
package io.agender.schemas.calendar;
