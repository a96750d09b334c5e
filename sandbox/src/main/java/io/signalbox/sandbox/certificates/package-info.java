/** Certificates made in this process. */
@NullMarked
package io.signalbox.sandbox.certificates;

import org.jspecify.annotations.NullMarked;
