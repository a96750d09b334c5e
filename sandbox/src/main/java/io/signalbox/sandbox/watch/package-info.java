/** Observes Signalbox from outside: the REST API, the records on the topics, and the DNS answers. */
@NullMarked
package io.signalbox.sandbox.watch;

import org.jspecify.annotations.NullMarked;
