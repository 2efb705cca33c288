<?php
// platform_client.php BASE NAME PASSWORD TARGET…: asks as the platform's own PHP client does, each time with a handle of its own:
// by Digest, with neither a User-Agent nor an Accept-Encoding, following nothing, and reading the body as JSON, whatever the
// status is. `{id}` in a target stands for each customer that the last list held. Prints a line for each answer: the status,
// the target, and the body, or `no JSON`.
[, $base, $name, $password] = $argv;
$ids = [];

$ask = function (string $target) use ($base, $name, $password): ?array {
    $handle = curl_init($base . $target);
    curl_setopt_array($handle, [
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_HTTPAUTH => CURLAUTH_DIGEST,
        CURLOPT_USERPWD => "$name:$password",
        CURLOPT_PROXY => '',
        CURLOPT_TIMEOUT => 30,
    ]);
    $body = curl_exec($handle);
    if ($body === false) {
        exit(curl_error($handle) . "\n");
    }
    $result = json_decode($body, true);
    echo curl_getinfo($handle, CURLINFO_HTTP_CODE), " $target ", $result === null ? 'no JSON' : $body, "\n";
    return $result;
};

foreach (array_slice($argv, 4) as $target) {
    foreach (str_contains($target, '{id}') ? $ids : [null] as $id) {
        $result = $ask(str_replace('{id}', (string) $id, $target));
        if (isset($result['customers'])) {
            $ids = array_column($result['customers'], 'customer_id');
        }
    }
}
