/** Files and folders on this machine: which are for its user alone, and which a process holds (docs/adr/020). */
package io.agender.program.files;
