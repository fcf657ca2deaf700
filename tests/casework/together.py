"""Several acts at one moment, each in a thread of its own, as several workers would do them."""

import threading


def together(*acts):
    """The results of the acts, in order; the first trouble is raised here."""
    ready, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        ready.wait()
        try:
            results[number] = act()
        except Exception as trouble:
            results[number] = trouble

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results
