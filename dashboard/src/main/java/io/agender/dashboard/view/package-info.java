/** The values of the API as a program is given them, and the table of the windows. Plain records; they know no state. */
package io.agender.dashboard.view;
