/** What foreign text must pass before a person or a log sees it (docs/adr/023). */
package io.agender.text;
