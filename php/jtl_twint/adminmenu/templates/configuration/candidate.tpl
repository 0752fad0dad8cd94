<div class="border border-warning rounded p-3 mb-4" data-twint="candidate">
    <p><span class="fas fa-exclamation-triangle text-warning" aria-hidden="true"></span> <strong>{__('twint.candidateWaits')}</strong></p>
    <p class="text-break">{$entry.candidate->subject}<br>{__('twint.systemId')}: {$entry.candidate->storeUuid}<br>{__('twint.certificateValid')}: {$entry.candidate->firstDay()} – {$entry.candidate->lastDay()}</p>
    {if $mayConfigure}
        <form method="post" action="{$url}">
            {include file='../form.tpl'}
            <input type="hidden" name="twint_access" value="{$set->id}">
            <input type="hidden" name="twint_environment" value="{$environment}">
            <button class="btn btn-primary mb-1" type="submit" name="twint_action" value="certificate.try">{__('twint.candidateTry')}</button>
            <button class="btn btn-outline-primary mb-1" type="submit" name="twint_action" value="certificate.take">{__('twint.candidateTake')}</button>
            <button class="btn btn-outline-primary mb-1" type="submit" name="twint_action" value="certificate.drop" data-twint-confirm="{__('twint.candidateDropConfirm')}">{__('twint.candidateDrop')}</button>
        </form>
    {/if}
</div>
