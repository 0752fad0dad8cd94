<section aria-labelledby="twint-checklist-title" class="mb-5">
    <div class="subheading1" id="twint-checklist-title">{__('twint.checklist')}</div>
    <hr class="mb-3">
    <div class="form-row align-items-center mb-3">
        <div class="col-12 col-sm mb-2 mb-sm-0">{__('twint.checklistDone')|sprintf:$done:count($findings)}</div>
        <div class="col-auto">
            <form method="post" action="{$url}">
                {include file='../form.tpl' action='check'}
                <button class="btn btn-outline-primary" type="submit" id="twint-check"{if !$usable} disabled{/if}>
                    <span class="fal fa-sync" aria-hidden="true"></span> {__('twint.checkNow')}
                </button>
            </form>
        </div>
    </div>
    <ul class="list-group list-group-flush">
        {foreach $findings as $entry}
            {$finding = $entry.finding}
            {$state = $finding->state->value}
            <li class="list-group-item px-2" data-check="{$entry.name}" data-state="{$state}">
                <div class="form-row">
                    <div class="col-12 col-sm-auto mb-1" style="min-width: 9rem">
                        {if $state === 'ok'}<span class="fas fa-check-circle text-success" aria-hidden="true"></span>
                        {elseif $state === 'todo'}<span class="fas fa-times-circle text-danger" aria-hidden="true"></span>
                        {elseif $state === 'warning'}<span class="fas fa-exclamation-triangle text-warning" aria-hidden="true"></span>
                        {else}<span class="fas fa-question-circle" aria-hidden="true"></span>{/if}
                        {__("twint.state.$state")}
                    </div>
                    <div class="col-12 col-sm">
                        <strong>{__("twint.check.{$entry.name}")}{if $finding->set !== ''} ({$finding->set}){/if}.</strong> {$finding->says->text()} {include file='../explained.tpl' explained=$entry.explained}
                        {if $finding->step !== null}
                            <div>
                                <span class="fal fa-arrow-right" aria-hidden="true"></span>
                                {if $finding->link === null}{$finding->step->text()}{else}<a style="text-decoration: underline" href="{if $finding->link|truncate:1:'' !== '#'}{$adminUrl}{/if}{$finding->link}">{$finding->step->text()}</a>{/if}
                            </div>
                        {/if}
                        {foreach $finding->copies as $copy}
                            {if $copy->label === null}{include file='../copy.tpl' text=$copy->text->text()}{else}
                            <details class="mt-2"><summary>{$copy->label->text()}</summary>{include file='../copy.tpl' text=$copy->text->text()}</details>{/if}
                        {/foreach}
                    </div>
                </div>
            </li>
        {/foreach}
    </ul>
</section>
