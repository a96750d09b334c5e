/** What an observer sees: the API's answers, the records on the topics, the name server's answers. */
@NullMarked
package io.signalbox.sandbox.watch;

import org.jspecify.annotations.NullMarked;
