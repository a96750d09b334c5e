/** Requests to the REST interface of decision-service. */
@NullMarked
package io.signalbox.cli.connect;

import org.jspecify.annotations.NullMarked;
