/** Days, weeks and other periods as a manager asks for them: summed up of hours and days, compared, as tables and files. */
package io.agender.dashboard.report;
