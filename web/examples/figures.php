<?php
// The figures of the last 30 days as a table, fetched by your server: visitors see it without access to the endpoint.
// Taken from the environment: CALLWIDGETS_URL, such as https://figures.example.com/api, and CALLWIDGETS_TOKEN, if the endpoint
// wants one. It never gets to the visitor.

/** Asks for `types`; an answer that still holds is taken from `$folder`. Throws RuntimeException with the reason. */
function figures(array $types, string $folder): array
{
    $url = getenv('CALLWIDGETS_URL') . '/widgets/data?type=' . implode(',', $types);
    // One file a question and token, so that nobody is shown what another may see.
    $kept = $folder . '/callwidgets-' . hash('sha256', $url . ' ' . getenv('CALLWIDGETS_TOKEN')) . '.json';
    $before = is_file($kept) ? json_decode(file_get_contents($kept), true) : null;

    $headers = ['Accept: application/json'];
    if (getenv('CALLWIDGETS_TOKEN')) {
        $headers[] = 'Authorization: Bearer ' . getenv('CALLWIDGETS_TOKEN');
    }
    if ($before) {
        $headers[] = 'If-None-Match: ' . $before['etag'];
    }
    $etag = '';
    $curl = curl_init($url);
    curl_setopt_array($curl, [
        CURLOPT_HTTPHEADER => $headers,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 10,
        CURLOPT_HEADERFUNCTION => function ($curl, string $line) use (&$etag): int {
            if (stripos($line, 'ETag:') === 0) {
                $etag = trim(substr($line, 5));
            }
            return strlen($line);
        },
    ]);
    $body = curl_exec($curl);
    $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
    if ($status === 304) {
        return $before['answer'];
    }
    if ($status !== 200) {
        $answer = json_decode((string) $body, true);
        throw new RuntimeException($answer['errors'][0]['message'] ?? 'the figures can\'t be reached');
    }
    $answer = json_decode($body, true);
    if (isset($answer['dataset'])) {
        $answer = [$answer]; // one type is answered alone, several as a list
    }
    if ($etag !== '') { // without one it may not be kept
        $new = tempnam($folder, 'callwidgets-'); // which nobody else may read
        file_put_contents($new, json_encode(['etag' => $etag, 'answer' => $answer]));
        rename($new, $kept);
    }
    return $answer;
}

$titles = ['call_totals' => 'Calls', 'missed_calls' => 'Missed calls', 'unique_callers' => 'Callers'];
try {
    // On a machine that others use too, name a folder of your own.
    $envelopes = figures(array_keys($titles), sys_get_temp_dir());
    echo "<table>\n";
    foreach ($envelopes as $envelope) {
        $title = htmlspecialchars($titles[$envelope['dataset']]);
        $figure = htmlspecialchars((string) $envelope['datasources'][0]['data']);
        echo "<tr><th scope=\"row\">$title</th><td>$figure</td></tr>\n";
    }
    echo "</table>\n";
} catch (RuntimeException $error) {
    echo '<p>', htmlspecialchars($error->getMessage()), "</p>\n";
}
