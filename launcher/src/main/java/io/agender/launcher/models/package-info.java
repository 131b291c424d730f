/** Where this user's models lie, and how the catalogue is shown. */
package io.agender.launcher.models;
