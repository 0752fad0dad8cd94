{foreach $access as $entry}
    {$environment = $entry.environment}
    {$place = $entry.place}
    {$certificate = $entry.certificate}
    {$refused = $problem !== null && $problem->place === $place}
    <details class="mb-4" data-access="{$place}" data-state="{$entry.state}"{if $entry.inUse || $refused || $entry.candidate !== null} open{/if}>
        <summary class="h5 mb-3">
            {__("twint.access.$environment")}
            {if $entry.inUse}<span class="badge badge-{if $environment === 'testing'}danger{else}success{/if}">{__('twint.inUse')}</span>{/if}
        </summary>
        {if $entry.candidate !== null}{include file='./candidate.tpl'}{/if}
        {if $entry.state === 'unreadable'}
            <div class="alert alert-danger">{__('twint.certificateLost')}</div>
        {elseif $certificate !== null}
            {include file='./certificate.tpl'}
        {/if}
        {if !$usable}
            <p data-twint="extension-first">{__('twint.accessWithoutExtension')} <a style="text-decoration: underline" href="#twint-checklist-title">{__('twint.accessToExtension')}</a></p>
        {elseif !$mayConfigure}
            {if $certificate === null}<p>{__('twint.notPermitted')}</p>{/if}
        {else}
            {if $certificate === null}
                {include file='./upload.tpl'}
            {else}
                <details data-twint="replace"{if $refused} open{/if}><summary class="mb-3">{__('twint.uploadOther')}</summary>{include file='./upload.tpl'}</details>
            {/if}
        {/if}
    </details>
{/foreach}
