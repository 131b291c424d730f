/** {@code agender models}: the catalogue of models and their files. */
package io.agender.launcher.command.models;
